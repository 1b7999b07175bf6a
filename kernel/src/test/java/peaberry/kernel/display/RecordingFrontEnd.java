package peaberry.kernel.display;

import java.util.List;

/** A front end that keeps what it is to show. */
record RecordingFrontEnd(List<String> events, List<MimeBundle> bundles) implements FrontEnd {

  @Override
  public void show(String id, MimeBundle bundle) {
    events.add("show " + id);
    bundles.add(bundle);
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    events.add("update " + id);
    bundles.add(bundle);
  }

  @Override
  public void clear(boolean wait) {
    events.add("clear " + wait);
  }

  @Override
  public void print(String text, boolean error) {
    events.add("print " + text);
  }

  @Override
  public void fail(String name, String message, List<String> traceback) {
    events.add("fail " + name);
  }

  @Override
  public boolean run(Runnable code) {
    code.run();
    return true;
  }

  @Override
  public FrontEnd to(Screen screen) {
    throw new UnsupportedOperationException("expected no other screen");
  }

  @Override
  public String readLine(String prompt, boolean password) {
    throw new UnsupportedOperationException("expected no question, got " + prompt);
  }

  @Override
  public Comms comms() {
    throw new UnsupportedOperationException("expected no comm");
  }
}
