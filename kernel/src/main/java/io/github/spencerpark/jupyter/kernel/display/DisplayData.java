package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.LinkedHashMap;
import java.util.Map;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/** The forms of a value. Not safe for use by several threads. */
public final class DisplayData implements Displayable {
  private final Map<String, Object> data = new LinkedHashMap<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private String displayId;

  /** Without any form yet. */
  public DisplayData() {}

  /** With the form {@code text/plain}. */
  public DisplayData(String text) {
    putText(text);
  }

  /** With the forms of another. */
  public DisplayData(DisplayData that) {
    assign(that);
    displayId = that.displayId;
  }

  /** With the forms of a bundle. */
  DisplayData(MimeBundle bundle) {
    data.putAll(bundle.data());
    metadata.putAll(bundle.metadata());
  }

  /** Puts a form. */
  public void putData(String mimeType, Object content) {
    data.put(mimeType, content);
  }

  /** Puts a form. */
  public void putData(MIMEType type, Object content) {
    putData(type.toString(), content);
  }

  /** Puts a form and hints for the front end. */
  public void putData(MIMEType type, Object content, Object hints) {
    putData(type, content);
    putMetaData(type, hints);
  }

  /** Puts a hint for the front end. */
  public void putMetaData(String key, Object value) {
    metadata.put(key, value);
  }

  /** Puts hints for one form. */
  public void putMetaData(MIMEType type, Object value) {
    putMetaData(type.toString(), value);
  }

  /** A form, or null. */
  public Object getData(MIMEType type) {
    return data.get(type.toString());
  }

  /** Whether a form is there. */
  public boolean hasDataForType(MIMEType type) {
    return data.containsKey(type.toString());
  }

  /** Takes over the forms of another. */
  public void assign(DisplayData other) {
    data.putAll(other.data);
    metadata.putAll(other.metadata);
  }

  /** Names what is shown, for later updates. */
  public DisplayData setDisplayId(String id) {
    displayId = id;
    return this;
  }

  /** Whether it was named. */
  public boolean hasDisplayId() {
    return displayId != null;
  }

  /** Its name, or null. */
  public String getDisplayId() {
    return displayId;
  }

  /** Puts {@code text/plain}. */
  public void putText(String text) {
    putData(MIMEType.TEXT_PLAIN, text);
  }

  /** Puts {@code text/html}. */
  public void putHTML(String html) {
    putData(MIMEType.TEXT_HTML, html);
  }

  /** Puts {@code text/latex}. */
  public void putLatex(String latex) {
    putData(MIMEType.TEXT_LATEX, latex);
  }

  /** Puts a formula, without the dollar signs around it. */
  public void putMath(String math) {
    putLatex("$$" + math + "$$");
  }

  /** Puts {@code text/markdown}. */
  public void putMarkdown(String markdown) {
    putData(MIMEType.TEXT_MARKDOWN, markdown);
  }

  /** Puts {@code application/javascript}. */
  public void putJavaScript(String javascript) {
    putData(MIMEType.APPLICATION_JAVASCRIPT, javascript);
  }

  /** Puts {@code application/json}. */
  public void putJSON(String json) {
    putData(MIMEType.APPLICATION_JSON, json);
  }

  /** Puts {@code application/json}, and whether it is shown unfolded. */
  public void putJSON(String json, boolean expanded) {
    putJSON(json);
    putMetaData("expanded", expanded);
  }

  /** Puts {@code image/svg+xml}. */
  public void putSVG(String svg) {
    putData(MIMEType.IMAGE_SVG, svg);
  }

  @Override
  public MimeBundle toMimeBundle() {
    MimeBundle bundle = new MimeBundle(Map.of(), metadata);
    for (Map.Entry<String, Object> form : data.entrySet()) {
      Object content = form.getValue();
      bundle = bundle.with(form.getKey(), content == null ? "" : content);
    }
    return bundle;
  }

  @Override
  public String toString() {
    return String.valueOf(data.get("text/plain"));
  }
}
