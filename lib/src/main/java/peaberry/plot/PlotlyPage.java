package peaberry.plot;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import peaberry.kernel.display.Displayable;
import peaberry.kernel.display.MimeBundle;

/**
 * Figures as HTML that needs no network. plotly.js is compressed into its script, which the browser
 * unpacks: 2.5 MB instead of 11, and no word of it can end the script. It is kept under a name of
 * our own, so that neither a module loader nor a page's own Plotly gets in its way.
 */
final class PlotlyPage {
  private static final String PLOTLY_JS =
      "/META-INF/resources/webjars/plotly.js-dist/3.0.1/plotly.js";

  /** Escapes what could end a script; null where there is no number. */
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private PlotlyPage() {}

  /** Something shown as HTML, with a text for those who see none. */
  static Displayable shown(String text, String html) {
    return new Displayable() {
      @Override
      public MimeBundle toMimeBundle() {
        return MimeBundle.text(text).with("text/html", html);
      }

      @Override
      public String toString() {
        return text;
      }
    };
  }

  /** The picture, and a script that puts the live figure in its place once plotly.js is there. */
  static String fragment(Figure figure) {
    Layout layout = new Layout(figure);
    String json = GSON.toJson(Plotly.of(layout));
    String name = "peaberry-%08x".formatted(json.hashCode());
    return """
        <div data-figure="%s" style="width:%dpx;min-height:%dpx">%s</div>
        <script>
        (() => {
          const figure = %s;
          const draw = () => {
            for (const place of document.querySelectorAll('[data-figure="%s"]:not([data-live])')) {
              place.dataset.live = "true";
              place.replaceChildren();
              const { data, layout } = structuredClone(figure);
              window.peaberryPlotly.newPlot(place, data, layout, { displaylogo: false });
            }
          };
          if (window.peaberryPlotly) draw();
          else window.addEventListener("peaberry-plotly", draw, { once: true });
        })();
        </script>
        """
        .formatted(name, layout.width(), layout.height(), picture(figure, layout), json, name);
  }

  private static String picture(Figure figure, Layout layout) {
    if (figure.hasSvg()) {
      return figure.toSvg();
    }
    return PngCanvas.draw(layout)
        .map(png -> Base64.getEncoder().encodeToString(png))
        .map("<img alt=\"\" src=\"data:image/png;base64,%s\">"::formatted)
        .orElse("");
  }

  /** The script that brings plotly.js. */
  static String library() {
    return """
        <script>
        (async () => {
          if (window.peaberryPlotly) return;
          const packed = Uint8Array.from(atob("%s"), (c) => c.charCodeAt(0));
          const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
          const module = { exports: {} };
          new Function("module", await new Response(unpacked).text())(module);
          window.peaberryPlotly = module.exports;
          window.dispatchEvent(new Event("peaberry-plotly"));
        })();
        </script>
        """
        .formatted(Base64.getEncoder().encodeToString(packed()));
  }

  private static byte[] packed() {
    try (InputStream script = PlotlyPage.class.getResourceAsStream(PLOTLY_JS)) {
      if (script == null) {
        throw new IllegalStateException(
            "Expected plotly.js 3.0.1 (org.webjars.npm:plotly.js-dist) on the class path: %s is missing."
                .formatted(PLOTLY_JS));
      }
      var bytes = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(bytes)) {
        script.transferTo(gzip);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page of its own, on white or black as the reader's system has it. */
  static String whole(Figure figure) {
    String title = figure.toString().replace("&", "&amp;").replace("<", "&lt;");
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 16px; }
        </style>
        </head>
        <body>
        %s%s</body>
        </html>
        """
        .formatted(title, fragment(figure), library());
  }
}
