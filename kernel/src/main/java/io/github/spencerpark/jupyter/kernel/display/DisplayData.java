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

  public void putData(String mimeType, Object content) {
    data.put(mimeType, content);
  }

  public void putData(MIMEType type, Object content) {
    putData(type.toString(), content);
  }

  public void putData(MIMEType type, Object content, Object hints) {
    putData(type, content);
    putMetaData(type, hints);
  }

  public void putMetaData(String key, Object value) {
    metadata.put(key, value);
  }

  public void putMetaData(MIMEType type, Object value) {
    putMetaData(type.toString(), value);
  }

  public Object getData(MIMEType type) {
    return data.get(type.toString());
  }

  public boolean hasDataForType(MIMEType type) {
    return data.containsKey(type.toString());
  }

  /** Takes over the forms of another. */
  public void assign(DisplayData other) {
    data.putAll(other.data);
    metadata.putAll(other.metadata);
  }

  public DisplayData setDisplayId(String id) {
    displayId = id;
    return this;
  }

  public boolean hasDisplayId() {
    return displayId != null;
  }

  public String getDisplayId() {
    return displayId;
  }

  public void putText(String text) {
    putData(MIMEType.TEXT_PLAIN, text);
  }

  public void putHTML(String html) {
    putData(MIMEType.TEXT_HTML, html);
  }

  public void putLatex(String latex) {
    putData(MIMEType.TEXT_LATEX, latex);
  }

  /** Puts a formula, without the dollar signs around it. */
  public void putMath(String math) {
    putLatex("$$" + math + "$$");
  }

  public void putMarkdown(String markdown) {
    putData(MIMEType.TEXT_MARKDOWN, markdown);
  }

  public void putJavaScript(String javascript) {
    putData(MIMEType.APPLICATION_JAVASCRIPT, javascript);
  }

  public void putJSON(String json) {
    putData(MIMEType.APPLICATION_JSON, json);
  }

  public void putJSON(String json, boolean expanded) {
    putJSON(json);
    putMetaData("expanded", expanded);
  }

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
