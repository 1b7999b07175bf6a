package peaberry.kernel.magic;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Makes a whole POM of pieces of one. */
final class PomText {
  private static final String OPEN = "<pieces>";

  private PomText() {}

  /**
   * A POM with these pieces in it; what is a whole one already stays as it is.
   *
   * @throws MagicException if the text is not well-formed XML; the message has the line
   */
  static String whole(String text) {
    Element pieces = parse(text.replaceFirst("^\\s*<\\?xml[^>]*\\?>", "")).getDocumentElement();
    Element only = null;
    int elements = 0;
    for (Node child = pieces.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        only = element;
        elements++;
      } else if (child.getNodeType() == Node.TEXT_NODE && !child.getTextContent().isBlank()) {
        throw new MagicException(
            "expected XML elements such as <dependency>, got " + child.getTextContent().strip());
      }
    }
    if (elements == 0) {
      throw new MagicException("expected a POM or <dependency> elements below, got nothing");
    }
    return elements == 1 && only.getTagName().equals("project") ? text.strip() : put(pieces);
  }

  private static String put(Element pieces) {
    Document pom = pieces.getOwnerDocument();
    Element project = pom.createElement("project");
    Element dependencies = pom.createElement("dependencies");
    Element repositories = pom.createElement("repositories");
    while (pieces.getFirstChild() != null) {
      Node child = pieces.removeChild(pieces.getFirstChild());
      switch (child.getNodeName()) {
        case "dependency" -> dependencies.appendChild(child);
        case "repository" -> repositories.appendChild(child);
        case "dependencies" -> move(child, dependencies);
        case "repositories" -> move(child, repositories);
        default -> project.appendChild(child);
      }
    }
    fill(project, "modelVersion", "4.0.0");
    fill(project, "groupId", "notebook");
    fill(project, "artifactId", "notebook");
    fill(project, "version", "1");
    project.appendChild(dependencies);
    project.appendChild(repositories);
    return text(project);
  }

  private static void move(Node from, Element to) {
    while (from.getFirstChild() != null) {
      to.appendChild(from.removeChild(from.getFirstChild()));
    }
  }

  private static void fill(Element project, String name, String value) {
    for (Node child = project.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeName().equals(name)) {
        return;
      }
    }
    project.appendChild(project.getOwnerDocument().createElement(name)).setTextContent(value);
  }

  private static Document parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      return builder.parse(new InputSource(new StringReader(OPEN + text + "</pieces>")));
    } catch (SAXParseException e) {
      String message = e.getMessage().replace("\"pieces\"", "the cell").replace('\n', ' ');
      throw new MagicException(
          "the POM is not XML, in line " + (e.getLineNumber() + 1) + " of the cell: " + message);
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new MagicException("the POM cannot be read: " + e.getMessage());
    }
  }

  private static String text(Element project) {
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(project), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new MagicException("the POM cannot be put together: " + e.getMessage());
    }
  }

  /** The JDK's own handler prints. */
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) {}

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
      throw e;
    }
  }
}
