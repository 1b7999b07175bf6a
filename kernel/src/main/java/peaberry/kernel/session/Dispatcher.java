package peaberry.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import peaberry.kernel.assist.HelpLine;
import peaberry.kernel.cell.Completeness;
import peaberry.kernel.cell.HeapReserve;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.display.Comm;
import peaberry.kernel.display.Comms;
import peaberry.kernel.magic.MagicException;
import peaberry.kernel.magic.Script;
import peaberry.kernel.message.Failure;
import peaberry.kernel.message.Incoming;
import peaberry.kernel.message.Output;
import peaberry.kernel.message.Reply;
import peaberry.kernel.message.Request;
import peaberry.kernel.wire.WireException;

/** The one table from requests to what is done. Called by all lanes; never throws. */
final class Dispatcher {

  /** What reaches beyond one request. */
  interface Control {
    /** Stops the running cell and aborts those that wait. */
    void interrupt();

    /** Ends the process. */
    void end();
  }

  private final Publisher publisher;
  private final Comms comms;
  private final Executor executor;
  private final History history;
  private final Help help;
  private final Supplier<Interpreter> interpreter;
  private final Map<String, Integer> ports;
  private final Subshells subshells;
  private final Control control;
  private final Consumer<String> log;

  /** The cells that run. */
  private final List<Incoming> running = new ArrayList<>();

  Dispatcher(
      CellConsole.Services services,
      Executor executor,
      History history,
      Help help,
      Supplier<Interpreter> interpreter,
      Map<String, Integer> ports,
      Subshells subshells,
      Control control,
      Consumer<String> log) {
    this.publisher = services.publisher();
    this.comms = services.comms();
    this.executor = executor;
    this.history = history;
    this.help = help;
    this.interpreter = interpreter;
    this.ports = ports;
    this.subshells = subshells;
    this.control = control;
    this.log = log;
  }

  /** Refuses a request that names a subshell which does not exist. */
  void refuseSubshell(Incoming incoming) {
    begin(incoming);
    refuse(incoming, "BadRequest", Subshells.unknown(incoming.header().subshell()));
    end(incoming);
  }

  /** Answers one request, between the status messages {@code busy} and {@code idle}. */
  void handle(Lane.Item item) {
    Incoming incoming = item.incoming();
    Runnable afterwards = null;
    begin(incoming);
    try {
      afterwards = answer(item, incoming.request());
    } catch (WireException malformed) {
      refuse(incoming, "BadRequest", malformed.getMessage());
    } catch (Throwable defect) {
      HeapReserve.release(defect);
      refuse(incoming, defect.getClass().getName(), String.valueOf(defect.getMessage()));
    }
    end(incoming);
    if (afterwards != null) {
      afterwards.run();
    }
  }

  private synchronized void begin(Incoming incoming) {
    publisher.tell(incoming, new Output.Status("busy"));
    if (incoming.header().type().equals("execute_request")) {
      running.add(incoming);
    }
  }

  /** Says that a request is answered; front ends take the last status for that of the kernel. */
  private synchronized void end(Incoming incoming) {
    publisher.tell(incoming, new Output.Status("idle"));
    running.removeIf(one -> one == incoming);
    if (!running.isEmpty()) {
      publisher.tell(running.getLast(), new Output.Status("busy"));
    }
  }

  /** Answers; returns what is left to do when the kernel is idle, or null. */
  private Runnable answer(Lane.Item item, Request request) {
    Incoming incoming = item.incoming();
    switch (request) {
      case Request.Execute cell -> {
        if (!item.aborted()) {
          executor.execute(item, cell, item::abortWaiting);
          return history::write;
        }
        executor.abort(incoming);
      }
      case Request.KernelInfo() -> publisher.reply(incoming, KernelInfo.reply());
      case Request.Complete complete -> publisher.reply(incoming, help.complete(complete));
      case Request.Inspect inspect -> publisher.reply(incoming, help.inspect(inspect));
      case Request.IsComplete(String code) -> publisher.reply(incoming, isComplete(code));
      case Request.History(boolean output, Request.HistoryAccess access) ->
          publisher.reply(incoming, new Reply.History(history.find(access), output));
      case Request.Connect() -> publisher.reply(incoming, new Reply.Connect(ports));
      case Request.CommInfo(String target) -> {
        Map<String, String> open = comms.all();
        open.values().removeIf(name -> target != null && !target.equals(name));
        publisher.reply(incoming, new Reply.CommInfo(open));
      }
      case Request.Interrupt() -> {
        control.interrupt();
        publisher.reply(incoming, new Reply.Interrupted());
      }
      case Request.Shutdown(boolean restart) -> {
        publisher.reply(incoming, new Reply.Shutdown(restart));
        publisher.tell(incoming, new Output.ShutdownNotice(restart));
        return control::end;
      }
      case Request.CreateSubshell() ->
          publisher.reply(incoming, new Reply.SubshellCreated(subshells.create()));
      case Request.DeleteSubshell(String id) -> {
        if (!subshells.delete(id)) {
          throw new WireException(Subshells.unknown(id));
        }
        publisher.reply(incoming, new Reply.SubshellDeleted());
      }
      case Request.ListSubshells() ->
          publisher.reply(incoming, new Reply.Subshells(subshells.all()));
      case Request.Usage() -> publisher.reply(incoming, new Reply.Usage(Usage.now()));
      case Request.Debug(int sequence, String command) ->
          publisher.reply(
              incoming,
              new Reply.NotDebugged(
                  sequence, command, "this kernel has no debugger: kernel_info says so"));
      case Request.CommOpen open ->
          executor.listen(
              incoming,
              comms.homeOfTarget(open.target()),
              () -> comms.opened(open.id(), open.target(), message(open.data(), open.buffers())));
      case Request.CommMessage message ->
          executor.listen(
              incoming,
              comms.home(message.id()),
              () -> comms.received(message.id(), message(message.data(), message.buffers())));
      case Request.CommClose close ->
          executor.listen(incoming, comms.home(close.id()), () -> comms.closed(close.id()));
      case Request.InputReply reply ->
          log.accept("an input_reply came on another channel than stdin");
      case Request.Unknown(String type) -> log.accept("a request of an unknown type came: " + type);
    }
    return null;
  }

  private Reply isComplete(String code) {
    if (HelpLine.of(code).isPresent()) {
      return new Reply.IsComplete("complete", "");
    }
    String java;
    try {
      Script script = Script.of(code, name -> interpreter.get().knows(name));
      if (script.head() != null) {
        // As in IPython: a cell magic takes lines until an empty one.
        boolean ended = code.endsWith("\n\n") || code.endsWith("\r\n\r\n");
        return new Reply.IsComplete(ended ? "complete" : "incomplete", "");
      }
      if (script.goesOn()) {
        return new Reply.IsComplete("incomplete", "");
      }
      java = script.java();
    } catch (MagicException misplaced) {
      return new Reply.IsComplete("invalid", "");
    }
    if (java.isBlank()) {
      return new Reply.IsComplete("complete", "");
    }
    return switch (interpreter.get().completeness(java)) {
      case Completeness.Complete() -> new Reply.IsComplete("complete", "");
      case Completeness.Incomplete(String indent) -> new Reply.IsComplete("incomplete", indent);
      case Completeness.Invalid() -> new Reply.IsComplete("invalid", "");
    };
  }

  private static Comm.Message message(Map<String, Object> data, List<byte[]> buffers) {
    return new Comm.Message(data, buffers);
  }

  private void refuse(Incoming incoming, String name, String message) {
    log.accept("a " + incoming.header().type() + " could not be answered: " + message);
    String type = incoming.header().type();
    if (type.endsWith("_request")) {
      String reply = type.substring(0, type.length() - "request".length()) + "reply";
      publisher.reply(incoming, new Reply.Refused(reply, new Failure(name, message, List.of())));
    }
  }
}
