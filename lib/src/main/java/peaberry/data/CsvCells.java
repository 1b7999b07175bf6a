package peaberry.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A column of a piece of a CSV file while it is read: whole numbers, fractions or texts. */
final class CsvCells {
  /** In the order in which one can become the next. */
  enum Kind {
    EMPTY,
    WHOLE,
    FRACTION,
    TEXT
  }

  private static final long MISSING = KeyColumn.MISSING;
  private Kind kind = Kind.EMPTY;
  private long[] wholes = new long[4096];
  private double[] fractions;
  private int[] places;
  private int size;
  private final List<String> texts = new ArrayList<>();
  private byte[][] spellings = new byte[32][];
  private int[] slots = new int[64];

  Kind kind() {
    return kind;
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }

  int size() {
    return size;
  }

  /** Whole numbers, {@link KeyColumn#MISSING} for none; of an empty column, too. */
  long[] wholes() {
    return wholes;
  }

  double[] fractions() {
    return fractions;
  }

  /** Each row's place among the texts, -1 for a missing one. */
  int[] places() {
    return places;
  }

  List<String> texts() {
    return texts;
  }

  void addMissing() {
    grow();
    switch (kind) {
      case EMPTY, WHOLE -> wholes[size] = MISSING;
      case FRACTION -> fractions[size] = Double.NaN;
      case TEXT -> places[size] = -1;
    }
    size++;
  }

  void addWhole(long value) {
    grow();
    if (kind == Kind.FRACTION) {
      fractions[size++] = value;
    } else {
      kind = Kind.WHOLE;
      wholes[size++] = value;
    }
  }

  void addFraction(double value) {
    if (kind != Kind.FRACTION) {
      fractions = fractionsOf(wholes, size, wholes.length);
      wholes = null;
      kind = Kind.FRACTION;
    }
    grow();
    fractions[size++] = value;
  }

  /** Whole numbers as fractions. */
  static double[] fractionsOf(long[] wholes, int size, int length) {
    double[] fractions = new double[length];
    for (int i = 0; i < size; i++) {
      fractions[i] = wholes[i] == MISSING ? Double.NaN : wholes[i];
    }
    return fractions;
  }

  void addText(byte[] bytes, int from, int to, int hash) throws CsvPiece.GivenUp {
    if (kind != Kind.TEXT) {
      if (kind != Kind.EMPTY) {
        throw new CsvPiece.GivenUp(); // how the numbers before were spelled is forgotten
      }
      places = new int[wholes.length];
      Arrays.fill(places, 0, size, -1);
      wholes = null;
      kind = Kind.TEXT;
    }
    grow();
    int slot = find(bytes, from, to, mixed(hash) & slots.length - 1);
    if (slots[slot] == 0) {
      if (2 * texts.size() >= slots.length) {
        rehash();
        slot = find(bytes, from, to, mixed(hash) & slots.length - 1);
      }
      if (texts.size() == spellings.length) {
        spellings = Arrays.copyOf(spellings, 2 * spellings.length);
      }
      spellings[texts.size()] = Arrays.copyOfRange(bytes, from, to);
      texts.add(CsvPiece.text(bytes, from, to));
      slots[slot] = texts.size();
    }
    places[size++] = slots[slot] - 1;
  }

  private int find(byte[] bytes, int from, int to, int slot) {
    while (slots[slot] != 0) {
      byte[] spelling = spellings[slots[slot] - 1];
      if (Arrays.equals(spelling, 0, spelling.length, bytes, from, to)) {
        break;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < texts.size(); i++) {
      int hash = 0;
      for (byte b : spellings[i]) {
        hash = 31 * hash + b;
      }
      int slot = mixed(hash) & slots.length - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = i + 1;
    }
  }

  private static int mixed(int hash) {
    return hash ^ hash >>> 16;
  }

  private void grow() {
    switch (kind) {
      case EMPTY, WHOLE -> {
        if (size == wholes.length) {
          wholes = Arrays.copyOf(wholes, 2 * size);
        }
      }
      case FRACTION -> {
        if (size == fractions.length) {
          fractions = Arrays.copyOf(fractions, 2 * size);
        }
      }
      case TEXT -> {
        if (size == places.length) {
          places = Arrays.copyOf(places, 2 * size);
        }
      }
    }
  }
}
