/**
 * Drives Maven's resolver, which MIMA sets up as {@code mvn} would be: {@code settings.xml},
 * mirrors, proxies, servers.
 *
 * <p>Nothing of the kernel may refer to this package: it is packed into the resolver's own jar.
 */
package peaberry.kernel.resolve.maven;
