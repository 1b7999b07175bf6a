package io.github.spencerpark.jupyter.kernel.display.mime;

import java.util.Locale;
import java.util.Objects;

/**
 * A MIME type such as {@code image/svg+xml}. Immutable.
 *
 * @param group such as {@code image}
 * @param rest what follows the slash, or null
 */
public record MIMEType(String group, String rest) {
  public static final MIMEType ANY = parse("*");
  public static final MIMEType APPLICATION_XML = parse("application/xml");
  public static final MIMEType APPLICATION_JSON = parse("application/json");
  public static final MIMEType APPLICATION_JAVASCRIPT = parse("application/javascript");
  public static final MIMEType APPLICATION_PDF = parse("application/pdf");
  public static final MIMEType TEXT_HTML = parse("text/html");
  public static final MIMEType TEXT_MARKDOWN = parse("text/markdown");
  public static final MIMEType TEXT_LATEX = parse("text/latex");
  public static final MIMEType TEXT_PLAIN = parse("text/plain");
  public static final MIMEType TEXT_CSS = parse("text/css");
  public static final MIMEType IMAGE_PNG = parse("image/png");
  public static final MIMEType IMAGE_JPEG = parse("image/jpeg");
  public static final MIMEType IMAGE_GIF = parse("image/gif");
  public static final MIMEType IMAGE_SVG = parse("image/svg+xml");

  public MIMEType {
    Objects.requireNonNull(group, "group");
  }

  /** Reads {@code group/subtype}, {@code group/*}, {@code group} or {@code *}. */
  public static MIMEType parse(String raw) {
    String text = raw.toLowerCase(Locale.ROOT);
    int slash = text.indexOf('/');
    return slash < 0
        ? new MIMEType(text, null)
        : new MIMEType(text.substring(0, slash), text.substring(slash + 1));
  }

  /** What stands before the slash. */
  public String getGroup() {
    return group;
  }

  /** What stands between the slash and the {@code +}, or null. */
  public String getSubtype() {
    return rest == null || rest.lastIndexOf('+') < 0
        ? rest
        : rest.substring(0, rest.lastIndexOf('+'));
  }

  /** What follows the last {@code +}, or null. */
  public String getSuffix() {
    return rest == null || rest.lastIndexOf('+') < 0
        ? null
        : rest.substring(rest.lastIndexOf('+') + 1);
  }

  /** Whether it stands for every type. */
  public boolean isWildcard() {
    return group.equals("*");
  }

  /** Whether it stands for every type of its group. */
  public boolean subtypeIsWildcard() {
    return rest == null || rest.equals("*");
  }

  /** Whether {@code type} is one of those that this stands for. */
  public boolean includes(MIMEType type) {
    return isWildcard() || group.equals(type.group) && (subtypeIsWildcard() || equals(type));
  }

  @Override
  public String toString() {
    return rest == null ? group : group + "/" + rest;
  }
}
