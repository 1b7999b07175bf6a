package peaberry.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Reads plain CSV files by all cores, piece by piece: a head line of names, commas, no quotes,
 * columns of numbers and of texts that cannot be anything else. Of other files it says so, and
 * {@link CsvImport} reads them with the same result and less speed.
 */
final class PlainCsv {
  private static final int PIECE = 1 << 20;
  private static final int LONGEST_HEAD = 1 << 16;

  /** A name that cannot be taken for a value. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]*( [\\w.-]+)*");

  /** Texts that may be truths, moments or missing. */
  private static final Set<String> DOUBTFUL =
      Set.of(
          "true",
          "false",
          "t",
          "f",
          "yes",
          "no",
          "y",
          "n",
          "na",
          "nan",
          "inf",
          "infinity",
          "null",
          "epoch");

  private final String[] names;
  private final CsvCells[][] pieces;
  private final int rows;

  private PlainCsv(String[] names, CsvCells[][] pieces) {
    this.names = names;
    this.pieces = pieces;
    this.rows = Arrays.stream(pieces).mapToInt(piece -> piece[0].size()).sum();
  }

  /** The table in a file, empty if this reader is not the one for it. */
  static Optional<Table> read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer head = ByteBuffer.allocate((int) Math.min(file.size(), LONGEST_HEAD));
      while (head.hasRemaining() && file.read(head, head.position()) >= 0) {}
      int length = 0;
      while (length < head.position() && head.get(length) != '\n') {
        length++;
      }
      if (length == head.position()) {
        return Optional.empty();
      }
      String[] names =
          CsvPiece.text(head.array(), 0, length).replaceFirst("\r$", "").split(",", -1);
      long start = length + 1;
      long count = (file.size() - start + PIECE - 1) / PIECE;
      if (!areNames(names) || count == 0 || count > Integer.MAX_VALUE / PIECE) {
        return Optional.empty();
      }
      CsvCells[][] pieces =
          IntStream.range(0, (int) count)
              .parallel()
              .mapToObj(i -> piece(file, start + (long) i * PIECE, names.length))
              .toArray(CsvCells[][]::new);
      boolean plain = Arrays.stream(pieces).allMatch(piece -> piece.length > 0);
      return plain ? new PlainCsv(names, pieces).table() : Optional.empty();
    } catch (CsvPiece.GivenUp e) {
      return Optional.empty();
    }
  }

  /** Nothing for a piece that is not plain. */
  private static CsvCells[] piece(FileChannel file, long from, int width) {
    try {
      return CsvPiece.read(file, from, Math.min(from + PIECE, file.size()), width);
    } catch (CsvPiece.GivenUp | IOException e) {
      return new CsvCells[0];
    }
  }

  private static boolean areNames(String[] names) {
    return Arrays.stream(names).allMatch(name -> NAME.matcher(name).matches() && !isDoubtful(name))
        && Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)).distinct().count()
            == names.length;
  }

  private static boolean isDoubtful(String text) {
    return DOUBTFUL.contains(text.toLowerCase(Locale.ROOT));
  }

  private Optional<Table> table() {
    List<Optional<Column<?>>> columns =
        IntStream.range(0, names.length).parallel().mapToObj(this::column).toList();
    boolean plain = columns.stream().allMatch(Optional::isPresent);
    // Where all are texts, the head line may be a row like others.
    if (!plain || columns.stream().allMatch(column -> column.get() instanceof StringColumn)) {
      return Optional.empty();
    }
    return Optional.of(Table.create(columns.stream().map(Optional::get).toArray(Column<?>[]::new)));
  }

  private Optional<Column<?>> column(int c) {
    CsvCells.Kind kind =
        Arrays.stream(pieces).map(piece -> piece[c].kind()).max(CsvCells.Kind::compareTo).get();
    return switch (kind) {
      case EMPTY -> Optional.empty();
      case WHOLE -> Optional.of(wholes(c));
      case FRACTION -> Optional.of(fractions(c));
      case TEXT -> texts(c);
    };
  }

  private Column<?> wholes(int c) {
    long[] all = new long[rows];
    int at = 0;
    for (CsvCells[] piece : pieces) {
      System.arraycopy(piece[c].wholes(), 0, all, at, piece[c].size());
      at += piece[c].size();
    }
    return ResultColumn.narrowest(names[c], all);
  }

  private Column<?> fractions(int c) {
    double[] all = new double[rows];
    int at = 0;
    for (CsvCells[] piece : pieces) {
      CsvCells cells = piece[c];
      double[] some =
          cells.kind() == CsvCells.Kind.FRACTION
              ? cells.fractions()
              : CsvCells.fractionsOf(cells.wholes(), cells.size(), cells.size());
      System.arraycopy(some, 0, all, at, cells.size());
      at += cells.size();
    }
    return DoubleColumn.create(names[c], all);
  }

  private Optional<Column<?>> texts(int c) {
    TextDictionary dictionary = new TextDictionary();
    for (CsvCells[] piece : pieces) {
      for (String text : piece[c].texts()) {
        dictionary.add(text);
      }
    }
    boolean sure =
        dictionary.texts().stream()
            .anyMatch(text -> Character.isLetter(text.codePointAt(0)) && !isDoubtful(text));
    boolean numbers =
        Arrays.stream(pieces)
            .anyMatch(
                piece ->
                    piece[c].kind() == CsvCells.Kind.WHOLE
                        || piece[c].kind() == CsvCells.Kind.FRACTION);
    if (!sure || numbers) {
      return Optional.empty();
    }
    int[] all = new int[rows];
    int at = 0;
    for (CsvCells[] piece : pieces) {
      int[] places = piece[c].texts().stream().mapToInt(dictionary::place).toArray();
      for (int row = 0; row < piece[c].size(); row++) {
        int place = piece[c].kind() == CsvCells.Kind.EMPTY ? -1 : piece[c].places()[row];
        all[at++] = place < 0 ? -1 : places[place];
      }
    }
    return Optional.of(dictionary.column(names[c], all));
  }
}
