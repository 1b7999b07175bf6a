package peaberry.kernel.magic;

/** {@code %%bash}: runs the cell in /bin/bash. */
public final class BashMagic extends ScriptMagic {

  /** Made by the service loader. */
  public BashMagic() {
    super("bash");
  }
}
