package peaberry.kernel.session;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import peaberry.kernel.magic.PastCell;
import peaberry.kernel.message.Reply.History.Line;
import peaberry.kernel.message.Request.HistoryAccess;

/**
 * What was run in this session and in earlier ones, numbered as IPython does: sessions from 1 on,
 * each kernel that runs a cell starts one; lines by their execution count.
 *
 * <p>The file is first touched when the first cell has ended and the front end knows. If it cannot
 * be written, this session is remembered in memory. Thread-safe.
 */
final class History {
  private static final Comparator<Line> BY_TIME =
      Comparator.comparingInt(Line::session).thenComparingInt(Line::number);

  private final HistoryFile file;
  private final Consumer<String> log;
  private final List<Line> own = new ArrayList<>();
  private int session;
  private int written;
  private boolean unusable;

  /**
   * @param file where it is kept
   * @param log told once if the file cannot be used
   */
  History(HistoryFile file, Consumer<String> log) {
    this.file = file;
    this.log = log;
  }

  /** Remembers a cell until {@link #write}; {@code output} is its result as text, or null. */
  synchronized void add(int number, String input, String output) {
    own.add(new Line(session, number, input, output));
  }

  /** The cells of this session, oldest first. */
  synchronized List<PastCell> session() {
    List<PastCell> cells = new ArrayList<>();
    for (Line line : own) {
      cells.add(new PastCell(line.number(), line.input(), line.output()));
    }
    return cells;
  }

  /** Writes what was added. */
  synchronized void write() {
    try {
      if (session == 0 && !own.isEmpty()) {
        session = unusable ? 1 : undisturbed(file::startSession);
      }
      for (; written < own.size() && !unusable; written++) {
        Line line = numbered(own.get(written));
        undisturbed(
            () -> {
              file.append(line);
              return line;
            });
      }
    } catch (IOException e) {
      giveUp(e);
      session = Math.max(session, 1);
    }
  }

  /** The line with this session's number, which is known when the first one is written. */
  private Line numbered(Line line) {
    return new Line(session, line.number(), line.input(), line.output());
  }

  /** The lines that were asked for, oldest first. */
  synchronized List<Line> find(HistoryAccess access) {
    write();
    return switch (access) {
      case HistoryAccess.Tail(int n) -> last(all(), n);
      case HistoryAccess.Range range -> range(range);
      case HistoryAccess.Search search -> search(search);
    };
  }

  private List<Line> range(HistoryAccess.Range range) {
    List<Line> earlier = earlier();
    int current = session;
    if (current == 0) {
      current = 1;
      for (Line line : earlier) {
        current = Math.max(current, line.session() + 1);
      }
    }
    int wanted = range.session() <= 0 ? current + range.session() : range.session();
    List<Line> found = new ArrayList<>();
    if (wanted != current) {
      int stop = range.stop() == null ? Integer.MAX_VALUE : range.stop();
      for (Line line : earlier) {
        if (line.session() == wanted && line.number() >= range.start() && line.number() < stop) {
          found.add(line);
        }
      }
      found.sort(BY_TIME);
      return found;
    }
    // The running session is told as it was asked for; as in IPython, bounds may count from its
    // end.
    int end = own.isEmpty() ? 1 : own.getLast().number() + 1;
    int start = range.start() < 0 ? range.start() + end : range.start();
    int stop = range.stop() == null || range.stop() == 0 ? end : range.stop();
    stop = stop < 0 ? stop + end : stop;
    for (Line line : own) {
      if (line.number() >= start && line.number() < stop) {
        found.add(new Line(range.session(), line.number(), line.input(), line.output()));
      }
    }
    return found;
  }

  private List<Line> search(HistoryAccess.Search search) {
    List<Line> found = new ArrayList<>();
    for (Line line : all()) {
      if (fits(search.pattern(), line.input())) {
        found.add(line);
      }
    }
    if (search.unique()) {
      Map<String, Line> latest = new LinkedHashMap<>();
      for (Line line : found) {
        latest.remove(line.input());
        latest.put(line.input(), line);
      }
      found = new ArrayList<>(latest.values());
    }
    return search.n() == null ? found : last(found, search.n());
  }

  /** All lines, those of the running session last. */
  private List<Line> all() {
    List<Line> all = earlier();
    Collections.sort(all, BY_TIME);
    for (Line line : own) {
      all.add(numbered(line));
    }
    return all;
  }

  /** The cells of other sessions, in the order of the file. */
  private List<Line> earlier() {
    List<Line> earlier = new ArrayList<>();
    if (!unusable) {
      try {
        earlier.addAll(undisturbed(file::read));
        earlier.removeIf(line -> line.number() == 0 || line.session() == session);
      } catch (IOException e) {
        giveUp(e);
      }
    }
    return earlier;
  }

  private interface Access<T> {
    T run() throws IOException;
  }

  /** Does it again if an interrupt, which was meant for a cell, has closed the file under it. */
  private static <T> T undisturbed(Access<T> access) throws IOException {
    while (true) {
      try {
        return access.run();
      } catch (ClosedByInterruptException | FileLockInterruptionException e) {
        Thread.interrupted();
      }
    }
  }

  private void giveUp(IOException e) {
    unusable = true;
    log.accept("the history is not kept: its file cannot be used (" + e + ")");
  }

  private static List<Line> last(List<Line> lines, int n) {
    return lines.subList(Math.max(0, lines.size() - Math.max(0, n)), lines.size());
  }

  /**
   * Whether the whole text fits a pattern with {@code *} for any text and {@code ?} for a letter.
   */
  static boolean fits(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
