package peaberry.kernel.magic;

/**
 * A command to the kernel. Implement {@link LineMagic}, {@link CellMagic} or both, with a public
 * constructor without parameters, and name the class in {@code
 * META-INF/services/peaberry.kernel.magic.Magic}.
 */
public interface Magic {

  /** The word after {@code %} or {@code %%}: letters, digits, {@code _}, {@code -}, {@code .}. */
  String name();

  /** What it does, in one line, for {@code %lsmagic}. */
  String summary();
}
