package peaberry.kernel.wire;

/** The five sockets of a kernel, and the names of their ports in the connection file. */
public enum Channel {
  /** Requests to run code, in order. */
  SHELL("shell", "shell_port"),
  /** Requests that are answered while code runs, such as interrupt and shutdown. */
  CONTROL("control", "control_port"),
  /** Requests of the kernel to a client for a line of input. */
  STDIN("stdin", "stdin_port"),
  /** Output for everybody who subscribes. */
  IOPUB("iopub", "iopub_port"),
  /** Echoes what it gets, so that a client knows the kernel lives. The wire answers by itself. */
  HEARTBEAT("heartbeat", "hb_port");

  private final String label;
  private final String portField;

  Channel(String label, String portField) {
    this.label = label;
    this.portField = portField;
  }

  /** The name for messages to people. */
  String label() {
    return label;
  }

  /** The field of the connection file. */
  String portField() {
    return portField;
  }
}
