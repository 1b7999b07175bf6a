/**
 * The conversation with front ends: dispatch, the queue of cells, output, input, history, comms.
 *
 * <p>The way of an execute request through the package:
 *
 * <pre>
 * Session -> Lane -> Dispatcher -> Executor -> Execution -> Interpreter, Magics
 *                                              CellConsole -> Publisher -> Wire
 * </pre>
 *
 * <p>Threads: the wire's own calls {@link peaberry.kernel.session.Session}, which only sorts. The
 * {@code cell} lane runs cells and all else that comes on the shell channel, in order. The {@code
 * control} lane answers while a cell runs, and so does the {@code help} lane, for questions about
 * code that is being typed; clients tell replies by the request that they name as their parent. The
 * {@code output} thread sends what was printed; it sleeps while there is nothing to send.
 *
 * <p>May depend on {@code message}, {@code wire}, {@code cell}, {@code assist}, {@code display} and
 * {@code magic}. Nothing in the kernel depends on it but {@code Main}.
 */
package peaberry.kernel.session;
