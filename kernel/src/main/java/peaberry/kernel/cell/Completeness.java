package peaberry.kernel.cell;

/** Whether a text is a whole cell: the answer to a console's question at Enter. */
public sealed interface Completeness {

  /** Ready to run. */
  record Complete() implements Completeness {}

  /** More must follow; {@code indent} is the white space to start the next line with. */
  record Incomplete(String indent) implements Completeness {}

  /** Nothing that follows can make it right. */
  record Invalid() implements Completeness {}
}
