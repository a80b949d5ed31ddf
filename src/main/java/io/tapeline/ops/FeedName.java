package io.tapeline.ops;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What kind of data this service has, as every answer names it: live, replay or sandbox. */
@ApplicationScoped
public class FeedName {

  private static final String SANDBOX = "sandbox";

  private final String feed;
  private final boolean followed;

  public FeedName(
      @ConfigProperty(name = "tapeline.feed", defaultValue = "sandbox") String feed,
      @ConfigProperty(name = "tapeline.feed-enabled", defaultValue = "true") boolean followed) {
    this.feed = feed;
    this.followed = followed;
  }

  /** Whether this process follows it, or only reads and writes what is stored of it. */
  public boolean isFollowed() {
    return followed;
  }

  public String id() {
    int colon = feed.indexOf(':');
    return colon < 0 ? feed : feed.substring(0, colon);
  }

  /** All of it: which recordings, how they are played. Two that differ never share a database. */
  public String whole() {
    return feed;
  }

  /** All data is simulated, and test keys may ask for it. */
  public boolean isSandbox() {
    return id().equals(SANDBOX);
  }
}
