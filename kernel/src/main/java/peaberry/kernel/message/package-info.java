/**
 * The messages of the Jupyter protocol 5.5, one record each.
 *
 * <p>{@link peaberry.kernel.message.Request} is what front ends send, {@link
 * peaberry.kernel.message.Reply} what answers it on the same socket, and {@link
 * peaberry.kernel.message.Output} what the kernel says of its own accord. {@link
 * peaberry.kernel.message.Incoming} reads an envelope, {@link peaberry.kernel.message.Composer}
 * fills one.
 *
 * <p>The package knows JSON, by Gson's tree and stream classes, and no sockets. It may depend on
 * {@code wire}, for the envelope and the exception, and on no other package of the kernel.
 *
 * <p>Source: "Messaging in Jupyter", protocol 5.5.
 */
package peaberry.kernel.message;
