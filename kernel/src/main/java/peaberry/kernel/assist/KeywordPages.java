package peaberry.kernel.assist;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import peaberry.kernel.assist.Tokens.Kind;
import peaberry.kernel.assist.Tokens.Token;

/** What Java's own words and signs mean: a sentence and an example each. */
final class KeywordPages {
  private static final String TABLE =
      """
      var | Declares a variable whose type is that of its first value. | var names = new ArrayList<String>();
      void | Says that a method returns nothing. | void greet(String name) { System.out.println("Hello " + name); }
      class | Declares a type with fields, constructors and methods. | class Counter { int count; void next() { count++; } }
      interface | Declares what other types promise to do. | interface Shape { double area(); }
      enum | Declares a type with a fixed list of values. | enum Color { RED, GREEN, BLUE }
      record | Declares an immutable type by its parts, with constructor, accessors, equals, hashCode and toString. | record Point(double x, double y) {}
      sealed | Lets only the named types implement or extend this one, so that a switch can cover them all. | sealed interface Shape permits Circle, Square {}
      permits | Lists the types that may implement or extend a sealed one. | sealed interface Shape permits Circle, Square {}
      extends | Names the class that a class, or the interfaces that an interface, builds on; in type parameters, a bound. | class Dog extends Animal {}
      implements | Names the interfaces whose promises a class keeps. | class Circle implements Shape { public double area() { return 3; } }
      new | Makes an object of a class, or an array. | var list = new ArrayList<Integer>();
      this | The object whose method or constructor runs. | Point(double x) { this.x = x; }
      super | The methods and constructors of the class that this one extends. | super.toString()
      if | Runs a statement only if a condition is true. | if (x > 0) { System.out.println("positive"); }
      else | Runs when the condition of the if before it is false. | if (x > 0) { up(); } else { down(); }
      for | Repeats for each element, or as long as a condition is true. | for (String name : names) { System.out.println(name); }
      while | Repeats as long as a condition is true, which is looked at first. | while (n > 1) { n /= 2; }
      do | Repeats as long as a condition is true, which is looked at after each turn. | do { n /= 2; } while (n > 1);
      switch | Chooses by a value or its type; with arrows it has a value of its own. | String size = switch (n) { case 0 -> "none"; case 1, 2 -> "few"; default -> "many"; };
      case | One choice of a switch: constants, or a type with a name for the value. | case Circle c -> c.radius()
      default | The choice of a switch for all other values; in an interface, a method with a body. | default -> "many"
      yield | Gives a switch its value from inside a block. | case 1 -> { log(); yield "one"; }
      when | A further condition of a case. | case Circle c when c.radius() > 1 -> "large"
      break | Leaves the innermost loop or switch. | for (int x : all) { if (x < 0) { break; } }
      continue | Goes on with the next turn of the innermost loop. | for (int x : all) { if (x < 0) { continue; } sum += x; }
      return | Ends a method, with its value. | int square(int x) { return x * x; }
      throw | Ends what runs with an exception. | throw new IllegalArgumentException("expected a positive number");
      throws | Names the checked exceptions that a method may end with. | String read(Path file) throws IOException { return Files.readString(file); }
      try | Runs statements whose exceptions are caught, or closes what it opens at the end. | try (var lines = Files.lines(file)) { System.out.println(lines.count()); }
      catch | Runs when the try before it throws an exception of this type. | try { parse(text); } catch (NumberFormatException e) { System.out.println(e.getMessage()); }
      finally | Runs at the end of a try, whatever has happened. | try { work(); } finally { cleanUp(); }
      assert | Throws an error if a condition is false, where assertions are switched on. | assert n >= 0 : "negative: " + n;
      import | Lets a class be named without its package. | import java.util.stream.Collectors;
      package | Says which package a source file belongs to; a notebook takes no notice of it. | package org.example;
      public | Can be used from everywhere. | public class Api {}
      protected | Can be used in its package and by types that extend its own. | protected void init() {}
      private | Can be used inside its own type only; in a notebook all cells are inside. | private int count;
      static | Belongs to the type and not to one of its objects. | static int square(int x) { return x * x; }
      final | Cannot be assigned, overridden or extended again. | final double PI = 3.14159;
      abstract | Has no body, or objects, of its own: types that extend it complete it. | abstract class Animal { abstract String sound(); }
      synchronized | Lets one thread at a time run a method or a block. | synchronized (list) { list.add(x); }
      volatile | A field whose changes all threads see at once. | volatile boolean done;
      transient | A field that is left out when its object is serialized. | transient int cache;
      native | A method whose body is in another language. | native int call();
      instanceof | Whether a value is of a type; can name it as that type. | if (shape instanceof Circle c) { System.out.println(c.radius()); }
      true | The boolean value of what holds. | boolean done = true;
      false | The boolean value of what does not hold. | boolean done = false;
      null | The reference to no object. | String name = null;
      boolean | true or false. | boolean even = n % 2 == 0;
      byte | A whole number from -128 to 127. | byte b = 100;
      short | A whole number from -32,768 to 32,767. | short s = 1000;
      int | A whole number from -2,147,483,648 to 2,147,483,647; beyond that it wraps around. | int n = 42;
      long | A whole number of 64 bits, up to about 9.2 times 10 to the 18th. | long n = 3_000_000_000L;
      float | A number with about 7 decimal digits. | float f = 1.5f;
      double | A number with about 15 decimal digits. | double d = 1.5;
      char | One UTF-16 unit of text. | char c = 'a';
      -> | Parts the parameters of a function from its body, or a case of a switch from its result. | list.forEach(x -> System.out.println(x));
      :: | Names a method as a function. | list.forEach(System.out::println);
      """;

  /** Words that can be names too, or that mean the object they stand for. */
  private static final Set<String> CONTEXTUAL =
      Set.of("var", "record", "sealed", "permits", "yield", "when", "this", "super");

  private static final Map<String, String> PAGES = new HashMap<>();

  static {
    TABLE
        .lines()
        .map(line -> line.split(" \\| "))
        .forEach(
            row ->
                PAGES.put(
                    row[0],
                    "**" + row[0] + "**\n\n" + row[1] + "\n\n```java\n" + row[2] + "\n```\n"));
  }

  private KeywordPages() {}

  /** The words and signs that have a page. */
  static Set<String> all() {
    return PAGES.keySet();
  }

  /** The page of the word at a place, if it can be nothing but Java's own. */
  static Optional<String> ofReserved(Tokens tokens, int at) {
    return of(tokens, at, true);
  }

  /** The page of the word or sign at a place, if it is not known as a name. */
  static Optional<String> ofAny(Tokens tokens, int at) {
    return of(tokens, at, false);
  }

  private static Optional<String> of(Tokens tokens, int at, boolean reserved) {
    for (Token token : tokens.all()) {
      boolean touched = token.start() <= at && at <= token.end() && token.kind() != Kind.LITERAL;
      boolean wanted = !reserved || token.isWord() && !CONTEXTUAL.contains(token.text());
      if (touched && wanted && PAGES.containsKey(token.text())) {
        return Optional.of(PAGES.get(token.text()));
      }
    }
    return Optional.empty();
  }
}
