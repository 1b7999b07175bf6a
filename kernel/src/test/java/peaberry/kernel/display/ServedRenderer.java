package peaberry.kernel.display;

/** A renderer that is found by the service loader, for tests. */
public final class ServedRenderer implements Renderer<ServedRenderer.Served> {

  /** What it shows. */
  public record Served(String name) {}

  @Override
  public Class<Served> type() {
    return Served.class;
  }

  @Override
  public MimeBundle render(Served value) {
    return MimeBundle.text("served " + value.name());
  }
}
