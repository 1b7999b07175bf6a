package peaberry.kernel.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import peaberry.kernel.cell.Interpreter;
import peaberry.kernel.display.Comms;
import peaberry.kernel.display.FrontEnd;
import peaberry.kernel.display.FrontEnds;
import peaberry.kernel.display.RanCells;
import peaberry.kernel.display.Variables;
import peaberry.kernel.magic.Magics;
import peaberry.kernel.message.Composer;
import peaberry.kernel.message.Incoming;
import peaberry.kernel.message.Output;
import peaberry.kernel.message.Request;
import peaberry.kernel.wire.Channel;
import peaberry.kernel.wire.ConnectionInfo;
import peaberry.kernel.wire.Envelope;
import peaberry.kernel.wire.Wire;
import peaberry.kernel.wire.WireException;
import peaberry.kernel.wire.WireListener;

/**
 * A running kernel: from its sockets to its end.
 *
 * <p>The wire calls it for each message; it only sorts them into the lanes. There is one for a
 * process: it takes over SIGINT and the process's end.
 */
public final class Session implements WireListener, Dispatcher.Control {

  /**
   * What a kernel is started with.
   *
   * @param history the file that keeps what was run
   * @param parentPid the process number of who started the kernel, or null: at its end the kernel
   *     ends
   * @param cellLimit how long a cell may run before it is interrupted, or null
   * @param log takes lines for whoever looks into the kernel's own stderr
   */
  public record Options(Path history, String parentPid, Duration cellLimit, Consumer<String> log) {}

  private static final Duration FLUSH_AT_END = Duration.ofMillis(500);
  private static final long END_MILLIS = 1500;

  private final Consumer<String> log;
  private final FutureTask<Interpreter> interpreter;
  private final Wire wire;
  private final Publisher publisher;
  private final Flusher flusher = new Flusher();
  private final Stdin stdin;
  private final History history;
  private final Executor executor;
  private final Dispatcher dispatcher;
  private final Lane cells;
  private final Subshells subshells = new Subshells(this::handle);
  private final Lane control;
  private final Lane help;
  private final Help answers;
  private final AtomicBoolean ending = new AtomicBoolean();

  /** Subscriptions that came before there was a publisher; null afterwards. */
  private List<String> early = new ArrayList<>();

  private Session(ConnectionInfo info, FutureTask<Interpreter> interpreter, Options options) {
    this.log = options.log();
    this.interpreter = interpreter;
    // The lanes exist before the wire: what comes early waits in them.
    this.cells = new Lane("cell", this::handle);
    this.control = new Lane("control", this::handle);
    this.help = new Lane("help", this::handle);
    this.wire = Wire.bind(info, this);
    this.publisher = new Publisher(wire, new Composer(newId()));
    this.stdin = new Stdin(publisher);
    CellConsole.Services services =
        new CellConsole.Services(
            publisher,
            flusher,
            stdin,
            new Comms(new CommOutlet(publisher, this::cause)),
            this::interpreter);
    this.history = new History(new HistoryFile(options.history()), log);
    Magics magics = new Magics();
    this.answers = new Help(this::interpreter, magics);
    this.executor =
        new Executor(this::interpreter, services, history, magics, answers, options.cellLimit());
    this.dispatcher =
        new Dispatcher(
            services,
            executor,
            history,
            answers,
            this::interpreter,
            ports(wire.info()),
            subshells,
            this,
            log);
  }

  /**
   * Binds the sockets and starts to answer. Returns when the kernel is up; it then lives until it
   * is shut down.
   *
   * @param interpreter made on a thread of its own, while the first requests are answered
   * @throws WireException if the sockets cannot be bound
   */
  public static void start(
      ConnectionInfo info, Callable<Interpreter> interpreter, Options options) {
    FutureTask<Interpreter> making = new FutureTask<>(interpreter);
    new Thread(null, making, "interpreter").start();
    Session session = new Session(info, making, options);
    session.run(options.parentPid());
  }

  private void run(String parentPid) {
    FrontEnds.install(this::frontEnd);
    Variables.install(name -> interpreter().names().variable(name));
    RanCells.install(executor::ran);
    FrontEnds.install(new CallsFromCells(executor));
    List<String> waiting;
    synchronized (this) {
      waiting = early;
      early = null;
    }
    // A welcome is the first thing that a subscriber gets. Nothing is sent while the monitor is
    // held: the wire may ask for it while it holds its own.
    for (String topic : waiting) {
      publisher.welcome(topic);
    }
    publisher.tell(new Output.Status("starting"));
    // Before anything is answered: whoever has an answer may send it.
    if (!Signals.onInterrupt(this::interrupt)) {
      log.accept("SIGINT ends this kernel: the JVM does not let it be handled");
    }
    cells.start();
    control.start();
    help.start();
    answers.warmUp(executor.quiet());
    Runtime.getRuntime().addShutdownHook(new Thread(null, this::ended, "ending"));
    ParentWatch.start(parentPid, () -> end(1));
  }

  private void handle(Lane.Item item) {
    dispatcher.handle(item);
  }

  @Override
  public void received(Channel channel, Envelope message) {
    try {
      Incoming incoming = Incoming.of(channel, message);
      if (channel == Channel.STDIN) {
        answered(incoming);
      } else {
        add(incoming);
      }
    } catch (WireException malformed) {
      log.accept("a message was ignored: " + malformed.getMessage());
    }
  }

  private void add(Incoming incoming) {
    String subshell = incoming.header().subshell();
    if (subshell == null || incoming.channel() != Channel.SHELL) {
      lane(incoming).add(incoming);
    } else if (!subshells.add(subshell, incoming)) {
      // Not on the wire's thread: it may have to wait for it.
      Thread.startVirtualThread(() -> dispatcher.refuseSubshell(incoming));
    }
  }

  /**
   * Cells run in their lane whichever channel they come on. What must not wait has another, and so
   * has help: who types while a cell runs wants it now.
   */
  private Lane lane(Incoming incoming) {
    return switch (incoming.header().type()) {
      case "execute_request", "comm_open", "comm_msg", "comm_close" -> cells;
      case "interrupt_request", "shutdown_request", "usage_request", "debug_request" -> control;
      case "complete_request", "inspect_request" -> help;
      default -> incoming.channel() == Channel.CONTROL ? control : cells;
    };
  }

  private void answered(Incoming incoming) {
    if (!(incoming.request() instanceof Request.InputReply reply)) {
      log.accept("a message was ignored: expected an input_reply on stdin");
    } else if (!stdin.answer(incoming, reply)) {
      log.accept("an input_reply was ignored: nothing was asked, or of another client");
    }
  }

  @Override
  public void subscribed(String topic) {
    synchronized (this) {
      if (early != null) {
        early.add(topic);
        return;
      }
    }
    publisher.welcome(topic);
  }

  @Override
  public void dropped(long bytes) {
    // Not on the wire's thread: the console may be waiting for it.
    String note =
        "[" + bytes + " bytes of output were not shown: the front end did not read them in time]";
    Thread.startVirtualThread(() -> executor.note(note));
  }

  @Override
  public void interrupt() {
    cells.abortWaiting();
    subshells.abortWaiting();
    if (!executor.interrupt()) {
      cells.interrupt();
    }
  }

  @Override
  public void end() {
    end(0);
  }

  private void end(int status) {
    if (ending.compareAndSet(false, true)) {
      haltLater(status);
      publisher.hurry();
      sendLast();
      System.exit(status);
    }
  }

  /** The JVM's shutdown hook: a library called System.exit, or a signal came. */
  private void ended() {
    if (ending.compareAndSet(false, true)) {
      haltLater(1);
      publisher.hurry();
      executor.abandon();
      sendLast();
    }
  }

  private void sendLast() {
    flusher.flushAll();
    history.write();
    wire.flush(FLUSH_AT_END);
    wire.close();
  }

  /** Ends the process after a while, whatever still runs in it. */
  private static void haltLater(int status) {
    Thread guard =
        new Thread(
            () -> {
              try {
                Thread.sleep(END_MILLIS);
              } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(status);
            },
            "halt");
    guard.setDaemon(true);
    guard.start();
  }

  /** The console of the calling thread's cell. */
  private FrontEnd frontEnd() {
    FrontEnd own = executor.own();
    if (own != null) {
      return own;
    }
    return interpreter.isDone() && interpreter().current() instanceof FrontEnd frontEnd
        ? frontEnd
        : null;
  }

  /** The message that the calling thread's code runs for, or null. */
  private Incoming cause() {
    FrontEnd frontEnd = frontEnd();
    return frontEnd != null && frontEnd.to(frontEnd) instanceof CellOutput output
        ? output.cause()
        : null;
  }

  private Interpreter interpreter() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return interpreter.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException(
              "the Java interpreter could not be started: " + e.getCause(), e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // Unique, not secret: SecureRandom would cost start-up time.
  private static String newId() {
    SplittableRandom random = new SplittableRandom();
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  private static Map<String, Integer> ports(ConnectionInfo info) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (Map.Entry<Channel, Integer> entry : info.ports().entrySet()) {
      String name =
          switch (entry.getKey()) {
            case SHELL -> "shell_port";
            case CONTROL -> "control_port";
            case STDIN -> "stdin_port";
            case IOPUB -> "iopub_port";
            case HEARTBEAT -> "hb_port";
          };
      ports.put(name, entry.getValue());
    }
    return ports;
  }
}
