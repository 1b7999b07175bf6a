/**
 * The kernel's sockets: ZMTP 3.1 over TCP and Unix-domain sockets, message signing, and the
 * connection file.
 *
 * <p>{@link peaberry.kernel.wire.Wire} binds five server sockets (three ROUTER, one XPUB, one REP)
 * and runs them on one thread that blocks in one selector. What comes in is verified and handed to
 * a {@link peaberry.kernel.wire.WireListener}; what goes out is signed by the calling thread and
 * queued per client. The way of a request through the package:
 *
 * <pre>
 * Door -> Reactor -> Connection -> TrafficDecoder    bytes to frames
 *                    Connection -> Router            frames to one message of one client
 *                                  EnvelopeCodec     signature, replay, parts by name
 *                                  WireListener
 * </pre>
 *
 * and that of an answer:
 *
 * <pre>
 * Wire -> Router or Publisher -> EnvelopeCodec, TrafficEncoder -> Outbox -> Reactor
 * </pre>
 *
 * <p>Nothing that a client does harms the others: a message with a bad signature is ignored, a
 * client that breaks the protocol loses its connection, one that does not read loses output, each
 * with one log line under the logger {@code peaberry.kernel.wire}.
 *
 * <p>If the connection file holds keys for it, all connections are encrypted: {@link
 * peaberry.kernel.wire.CurveMechanism} stands between decoder and endpoints. Otherwise nothing of
 * it is loaded.
 *
 * <p>The package knows bytes and frames. It may depend on the JDK, for the connection file alone on
 * Gson, and for the ciphers alone on Bouncy Castle; on no other package of the kernel. It is on the
 * path of the kernel's start, so what runs there avoids lambdas, string templates and pattern
 * switches, which are linked at their first run.
 *
 * <p>Sources: ZMTP 3.1 (ZeroMQ RFC 37), ZMTP 3.0 (RFC 23), CurveZMQ (RFC 26), and "Messaging in
 * Jupyter", protocol 5.5.
 */
package peaberry.kernel.wire;
