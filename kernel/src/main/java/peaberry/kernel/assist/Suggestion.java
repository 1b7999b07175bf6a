package peaberry.kernel.assist;

/**
 * Something that could stand at the cursor.
 *
 * @param text what is to be put in
 * @param kind what it is: {@code method}, {@code field}, {@code variable}, {@code class}, {@code
 *     interface}, {@code enum}, {@code record}, {@code annotation}, {@code constant}, {@code
 *     module} for a package, {@code keyword}, {@code magic} or {@code path}
 * @param signature a method's parameters and result, a variable's type, a type's package; or empty
 */
public record Suggestion(String text, String kind, String signature) {}
