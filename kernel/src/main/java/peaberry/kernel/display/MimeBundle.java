package peaberry.kernel.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One value in several forms, for the front end to choose from.
 *
 * <p>Keys are MIME types. Values are a {@code String} for text, a {@code byte[]} for binary types
 * such as {@code image/png} (sent as Base64), and maps, lists, strings, numbers, booleans and null
 * for JSON types such as {@code application/vnd.plotly.v1+json}.
 *
 * <pre>{@code MimeBundle.text("3 rows").with("text/html", "<b>3</b> rows")}</pre>
 *
 * <p>Immutable.
 *
 * @param data MIME type to content, in order of insertion; a shown value always has {@code
 *     text/plain}
 * @param metadata MIME type to hints such as {@code width}; often empty
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {

  public MimeBundle {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A bundle of {@code text/plain} alone. */
  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of("text/plain", Objects.requireNonNull(text, "text")), Map.of());
  }

  /** This bundle and one form more. */
  public MimeBundle with(String mime, Object content) {
    Map<String, Object> more = new LinkedHashMap<>(data);
    more.put(Objects.requireNonNull(mime, "mime"), Objects.requireNonNull(content, "content"));
    return new MimeBundle(more, metadata);
  }

  /** This bundle with a hint for one of its forms. */
  public MimeBundle withMetadata(String mime, Object hint) {
    Map<String, Object> more = new LinkedHashMap<>(metadata);
    more.put(Objects.requireNonNull(mime, "mime"), Objects.requireNonNull(hint, "hint"));
    return new MimeBundle(data, more);
  }

  /** The {@code text/plain} form, or the empty string. */
  public String plain() {
    return data.getOrDefault("text/plain", "").toString();
  }
}
