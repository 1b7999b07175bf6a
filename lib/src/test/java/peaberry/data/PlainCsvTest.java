package peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** What the reader of plain files reads is what DuckDB reads; what is not plain it leaves alone. */
class PlainCsvTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("some.csv"), text);
  }

  private void isAsDuckDbs(String text) throws IOException, SQLException {
    Path file = file(text);
    Table ours = PlainCsv.read(file).orElseThrow();
    Table duckDbs = CsvImport.read(file);
    assertThat(ours.columnNames()).isEqualTo(duckDbs.columnNames());
    assertThat(ours.types()).isEqualTo(duckDbs.types());
    assertThat(ours.rowCount()).isEqualTo(duckDbs.rowCount());
    for (String name : ours.columnNames()) {
      assertThat(ours.column(name).asList()).as(name).isEqualTo(duckDbs.column(name).asList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,x\n2,y\n",
        "a,b\n1,x\n2,y",
        "a,b\r\n1,x\r\n2,y\r\n",
        "a,b\n,x\nNA,y\n3,\n",
        "a,b\n1,x\n2.5,y\n",
        "a,b,c\n1,x,1\nnone,7,2\n",
        "a,b\n5000000000,x\n2,null\n",
        "a\n-1.5\n0.1e-3\n",
        "a,b\n7,x y\n0,z\n",
        "a,b\n1.7976931348623157e308,ä\n2.2250738585072014e-308,€\n4.9e-324,𝄞\n",
        "a b,c.d\n1,true story\n2,false\n",
      })
  void plainFilesAreReadAsDuckDbReadsThem(String text) throws IOException, SQLException {
    isAsDuckDbs(text);
  }

  @Test
  void aLargeFileOfManyPiecesIsReadAsDuckDbReadsIt() throws IOException, SQLException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("i,long,x,few,many,last\n");
    for (int row = 0; row < 60_000; row++) {
      text.append(random.nextInt(9) == 0 ? "" : random.nextInt()).append(',');
      text.append(random.nextLong(1L << 50)).append(',');
      double x = Double.longBitsToDouble(random.nextLong());
      text.append(Double.isFinite(x) ? x : "NaN").append(',');
      text.append(List.of("north", "south", "", "NA").get(random.nextInt(4))).append(',');
      text.append("name ").append(random.nextInt(2000)).append(',');
      text.append(row < 50_000 ? row : row + 0.25).append('\n');
    }
    isAsDuckDbs(text.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,b\n",
        "1,2\n3,4\n",
        "a,b\nx,y\nz,w\n",
        "a,b\n1,\"x\"\n",
        "a,b\n1\n2,3\n",
        "a,b\n1,2,3\n",
        "a;b\n1;2\n",
        "a,a\n1,2\n",
        "a,b\n1,true\n2,false\n",
        "a,b\n1,2024-02-29\n2,2024-03-01\n",
        "a,b\n1,12:30:00\n",
        "a,b\n1, 2\n",
        "a,b\n1,1e5\n",
        "a,b\n007,x\n",
        "a,b\n-0,x\n",
        "a,b\n1,\n2,\n",
        "a\n1\n\n2\n",
        "a,b\n1,123456789012345678901\n",
        "a,b\n#1,x\n2,y\n",
      })
  void otherFilesAreLeftToDuckDb(String text) throws IOException {
    assertThat(PlainCsv.read(file(text))).isEmpty();
  }

  @Test
  void textsThatAreNotUtf8AreLeftToDuckDb() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, new byte[] {'a', ',', 'b', '\n', '1', ',', 'x', (byte) 0xE4, '\n'});
    assertThat(PlainCsv.read(file)).isEmpty();
  }

  /** With the class path anew in each turn, for a class is initialized once: two threads did it. */
  @Test
  void theFirstFileThatAProcessReadsIsReadToItsEnd() throws Exception {
    Path file = file("number,text,fraction\n1,x,0.5\n2,y,1.5\n");
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    for (int turn = 0; turn < 5; turn++) {
      try (var classes =
          new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
        var read = classes.loadClass(Csv.class.getName()).getMethod("read", Path.class);
        Callable<Object> first = () -> read.invoke(null, file);
        var reading = new FutureTask<>(first);
        Thread.ofPlatform().daemon().start(reading);
        assertThat(reading.get(1, TimeUnit.MINUTES)).hasToString(Csv.read(file).toString());
      }
    }
  }
}
