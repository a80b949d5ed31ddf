package io.tapeline.ops;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What kind of data this service has, as every answer names it: live, replay or sandbox. */
@ApplicationScoped
public class FeedName {

  private final String feed;

  public FeedName(@ConfigProperty(name = "tapeline.feed", defaultValue = "sandbox") String feed) {
    this.feed = feed;
  }

  public String id() {
    int colon = feed.indexOf(':');
    return colon < 0 ? feed : feed.substring(0, colon);
  }

  /** All of it: which recordings, how they are played. Two that differ never share a database. */
  public String whole() {
    return feed;
  }
}
