package peaberry.kernel.resolve;

/** Finds artifacts, and what they need. Safe for use by several threads. */
public interface Resolver {

  /**
   * Finds them, fetching what is not in the local repository.
   *
   * @param transfers told of what is fetched; asked whether to go on
   * @throws ResolveException if something cannot be had
   */
  Resolved resolve(Request request, MavenOptions options, Transfers transfers);
}
