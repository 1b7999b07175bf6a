package peaberry.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Reads plain CSV files by all cores, piece by piece: a head line of names, commas, no quotes,
 * columns of numbers and of texts that cannot be anything else. Of other files it says so, and
 * {@link CsvImport} reads them with the same result and less speed.
 */
final class PlainCsv {
  private static final int PIECE = CsvPiece.PIECE;
  private static final int LONGEST_HEAD = 1 << 16;

  /** A name that cannot be taken for a value. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]*( [\\w.-]+)*");

  private final FileChannel file;
  private final String[] names;
  private final long start;
  private final CsvColumn.Kind[] kinds;

  /** What can happen to a piece that is read in another thread. */
  private sealed interface Outcome {
    record Read(TextDictionary[] texts) implements Outcome {}

    record Failed(Exception reason) implements Outcome {}
  }

  private PlainCsv(FileChannel file, String[] names, long start) {
    this.file = file;
    this.names = names;
    this.start = start;
    this.kinds = new CsvColumn.Kind[names.length];
    Arrays.fill(kinds, CsvColumn.Kind.INT);
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
      if (!areNames(names) || file.size() == start) {
        return Optional.empty();
      }
      PlainCsv reader = new PlainCsv(file, names, start);
      reader.table(Math.min(file.size(), start + PIECE)); // for the kinds of the columns
      return reader.table(file.size());
    } catch (CsvPiece.GivenUp e) {
      return Optional.empty();
    }
  }

  /** The rows that begin before a byte. */
  private Optional<Table> table(long end) throws IOException, CsvPiece.GivenUp {
    int[] starts = starts(end);
    while (true) {
      CsvColumn[] columns = new CsvColumn[names.length];
      Arrays.setAll(columns, c -> new CsvColumn(kinds[c], starts[starts.length - 1]));
      List<Outcome> pieces = pieces(starts.length - 1, (p, i) -> piece(p, i, end, columns, starts));
      boolean misfit = false;
      for (Outcome piece : pieces) {
        switch (piece) {
          case Outcome.Failed(CsvPiece.Misfit wider) -> {
            int c = wider.column();
            kinds[c] = kinds[c].compareTo(wider.kind()) < 0 ? wider.kind() : kinds[c];
            misfit = true;
          }
          case Outcome.Failed(IOException e) -> throw e;
          case Outcome.Failed other -> throw new CsvPiece.GivenUp();
          case Outcome.Read read -> {}
        }
      }
      if (!misfit) {
        return table(columns, starts, pieces);
      }
    }
  }

  /** The row at which each piece starts, and how many there are. */
  private int[] starts(long end) throws CsvPiece.GivenUp {
    int count = Math.toIntExact((end - start + PIECE - 1) / PIECE);
    int[] starts = new int[count + 1];
    List<Integer> lines =
        pieces(
            count,
            (piece, i) -> {
              try {
                long from = start + (long) i * PIECE;
                return piece.lines(from, Math.min(end, from + PIECE));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lines.get(i);
      if (sum > Integer.MAX_VALUE - 8) {
        throw new CsvPiece.GivenUp();
      }
      starts[i + 1] = (int) sum;
    }
    return starts;
  }

  /** What all pieces give, in their order; each core reads the next that nobody has begun. */
  private <T> List<T> pieces(int count, BiFunction<CsvPiece, Integer, T> read) {
    var results = new AtomicReferenceArray<T>(count);
    var next = new AtomicInteger();
    IntStream.range(0, Math.min(count, ForkJoinPool.commonPool().getParallelism() + 1))
        .parallel()
        .forEach(
            core -> {
              var piece = new CsvPiece(file);
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                results.set(i, read.apply(piece, i));
              }
            });
    return IntStream.range(0, count).mapToObj(results::get).toList();
  }

  private Outcome piece(CsvPiece piece, int i, long end, CsvColumn[] columns, int[] starts) {
    try {
      long from = start + (long) i * PIECE;
      long to = Math.min(end, from + PIECE);
      return new Outcome.Read(piece.read(from, to, columns, starts[i], starts[i + 1]));
    } catch (CsvPiece.GivenUp | CsvPiece.Misfit | IOException e) {
      return new Outcome.Failed(e);
    }
  }

  private Optional<Table> table(CsvColumn[] columns, int[] starts, List<Outcome> pieces)
      throws CsvPiece.GivenUp {
    TextDictionary[] texts = new TextDictionary[columns.length];
    for (int c = 0; c < columns.length; c++) {
      texts[c] = new TextDictionary();
      if (columns[c].kind() == CsvColumn.Kind.TEXT) {
        for (int i = 0; i < pieces.size(); i++) {
          int[] places = texts[c].addAll(((Outcome.Read) pieces.get(i)).texts()[c]);
          columns[c].replaceTexts(starts[i], starts[i + 1], places);
        }
        if (!texts[c].isSurelyText()) {
          return Optional.empty();
        }
      }
    }
    // Where all are texts, the head line may be a row like others.
    if (Arrays.stream(kinds).allMatch(kind -> kind == CsvColumn.Kind.TEXT)
        || Arrays.stream(columns).anyMatch(CsvColumn::isAllMissing)) {
      return Optional.empty();
    }
    // The types and their interface need each other to begin: made by two threads at once, both
    // wait for ever.
    ColumnType.values();
    return Optional.of(
        Table.create(
            IntStream.range(0, columns.length)
                .parallel()
                .mapToObj(c -> columns[c].column(names[c], texts[c]))
                .toArray(Column<?>[]::new)));
  }

  private static boolean areNames(String[] names) {
    return Arrays.stream(names)
            .allMatch(name -> NAME.matcher(name).matches() && !TextDictionary.isDoubtful(name))
        && Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)).distinct().count()
            == names.length;
  }
}
