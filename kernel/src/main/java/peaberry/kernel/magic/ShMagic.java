package peaberry.kernel.magic;

/** {@code %%sh}: runs the cell in /bin/sh. */
public final class ShMagic extends ScriptMagic {

  /** Made by the service loader. */
  public ShMagic() {
    super("sh");
  }
}
