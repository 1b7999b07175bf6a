package peaberry.kernel.display;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** From a value to its forms; whatever the value's own code does, there is a form. */
final class Rendering {
  private Rendering() {}

  static MimeBundle bundle(Object value, String... mimes) {
    if (value instanceof CharSequence text && mimes.length > 0) {
      MimeBundle bundle = MimeBundle.text(PlainText.of(text));
      for (String mime : mimes) {
        bundle = bundle.with(mime, text.toString());
      }
      return bundle;
    }
    MimeBundle bundle = all(value);
    return mimes.length == 0 ? bundle : only(bundle, Set.of(mimes));
  }

  private static MimeBundle all(Object value) {
    if (value == null || isSimple(value) && Renderers.SHARED.noneAdded()) {
      return MimeBundle.text(PlainText.of(value));
    }
    try {
      MimeBundle bundle = render(Renderers.SHARED.find(value.getClass()), value);
      return bundle.data().containsKey("text/plain")
          ? bundle
          : bundle.with("text/plain", PlainText.of(value));
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
        throw e;
      }
      return MimeBundle.text(
          PlainText.of(value) + "\n(shown as text: its renderer threw " + PlainText.of(e) + ")");
    }
  }

  // The registry only returns a renderer whose type the value is an instance of.
  @SuppressWarnings("unchecked")
  private static MimeBundle render(Renderer<?> renderer, Object value) {
    MimeBundle bundle = ((Renderer<Object>) renderer).render(value);
    if (bundle == null) {
      throw new IllegalStateException("expected a MimeBundle from the renderer, got null");
    }
    return bundle;
  }

  private static boolean isSimple(Object value) {
    return value instanceof Number && value.getClass().getPackageName().equals("java.lang")
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Character;
  }

  private static MimeBundle only(MimeBundle bundle, Set<String> wanted) {
    Map<String, Object> data = new LinkedHashMap<>(bundle.data());
    data.keySet().removeIf(mime -> !wanted.contains(mime) && !mime.equals("text/plain"));
    Map<String, Object> metadata = new LinkedHashMap<>(bundle.metadata());
    metadata.keySet().removeIf(key -> key.indexOf('/') >= 0 && !data.containsKey(key));
    return new MimeBundle(data, metadata);
  }
}
