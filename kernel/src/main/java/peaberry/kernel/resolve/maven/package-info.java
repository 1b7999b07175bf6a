/**
 * Drives Maven's resolver, set up as {@code mvn} sets it up: {@code settings.xml}, mirrors,
 * proxies, servers.
 *
 * <p>Nothing of the kernel may refer to this package: it is packed into the resolver's own jar.
 */
package peaberry.kernel.resolve.maven;
