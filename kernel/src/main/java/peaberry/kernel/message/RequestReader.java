package peaberry.kernel.message;

import com.google.gson.JsonObject;
import java.util.List;
import peaberry.kernel.message.Request.HistoryAccess;
import peaberry.kernel.wire.WireException;

/** The one table from message types to requests. */
final class RequestReader {
  private RequestReader() {}

  static Request read(String type, JsonObject content, List<byte[]> buffers) {
    Fields fields = new Fields(type, content);
    return switch (type) {
      case "kernel_info_request" -> new Request.KernelInfo();
      case "execute_request" -> execute(fields);
      case "complete_request" -> new Request.Complete(fields.text("code"), cursor(fields));
      case "inspect_request" ->
          new Request.Inspect(fields.text("code"), cursor(fields), fields.whole("detail_level", 0));
      case "history_request" -> history(fields);
      case "is_complete_request" -> new Request.IsComplete(fields.text("code"));
      case "connect_request" -> new Request.Connect();
      case "comm_info_request" -> new Request.CommInfo(fields.text("target_name", null));
      case "interrupt_request" -> new Request.Interrupt();
      case "shutdown_request" -> new Request.Shutdown(fields.flag("restart", false));
      case "create_subshell_request" -> new Request.CreateSubshell();
      case "delete_subshell_request" -> new Request.DeleteSubshell(fields.text("subshell_id"));
      case "list_subshell_request" -> new Request.ListSubshells();
      case "usage_request" -> new Request.Usage();
      case "debug_request" -> new Request.Debug(fields.whole("seq", 0), fields.text("command", ""));
      case "comm_open" ->
          new Request.CommOpen(
              fields.text("comm_id"), fields.text("target_name"), fields.map("data"), buffers);
      case "comm_msg" ->
          new Request.CommMessage(fields.text("comm_id"), fields.map("data"), buffers);
      case "comm_close" -> new Request.CommClose(fields.text("comm_id"), fields.map("data"));
      case "input_reply" -> new Request.InputReply(fields.text("value"));
      default -> new Request.Unknown(type);
    };
  }

  private static Request execute(Fields fields) {
    boolean silent = fields.flag("silent", false);
    return new Request.Execute(
        fields.text("code"),
        silent,
        !silent && fields.flag("store_history", true),
        fields.texts("user_expressions"),
        fields.flag("allow_stdin", true),
        fields.flag("stop_on_error", true));
  }

  private static int cursor(Fields fields) {
    String code = fields.text("code");
    int length = code.codePointCount(0, code.length());
    return Math.clamp(fields.whole("cursor_pos", length), 0, length);
  }

  private static Request history(Fields fields) {
    String access = fields.text("hist_access_type", "tail");
    HistoryAccess part =
        switch (access) {
          case "tail" -> new HistoryAccess.Tail(Math.max(0, fields.whole("n", 10)));
          case "range" ->
              new HistoryAccess.Range(
                  fields.whole("session", 0), fields.whole("start", 0), fields.whole("stop", null));
          case "search" ->
              new HistoryAccess.Search(
                  fields.text("pattern", "*"),
                  fields.whole("n", null),
                  fields.flag("unique", false));
          default ->
              throw new WireException(
                  "history_request: expected tail, range or search as the field"
                      + " hist_access_type, got "
                      + access);
        };
    return new Request.History(fields.flag("output", false), part);
  }
}
