package peaberry.kernel.resolve;

/**
 * A repository that is asked beside Maven Central and those of the user's {@code settings.xml}.
 *
 * @param id by which {@code settings.xml} finds the user name and the mirror for it
 */
public record Repository(String id, String url) {}
