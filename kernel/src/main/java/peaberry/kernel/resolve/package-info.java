/**
 * Maven coordinates to jars: with what they need, by Maven's own rules and settings.
 *
 * <p>{@link peaberry.kernel.resolve.Maven} is where a question goes in. The answer comes from
 * Maven's resolver, which {@code resolve.maven} drives: these classes and the libraries that they
 * need are in a jar of their own, beside the kernel's and not on the class path. A loader of their
 * own has them from the first question on, so that they cost nothing before, and no notebook sees
 * them.
 *
 * <p>What is in the local repository never asks the network: it is looked into first, and only if
 * something is missing there are the repositories asked. That holds for snapshots, too, for ranges
 * and for {@code LATEST}: what is there stays until an update is asked for.
 */
package peaberry.kernel.resolve;
