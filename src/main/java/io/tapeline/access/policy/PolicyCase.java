package io.tapeline.access.policy;

import io.tapeline.access.Admission;
import io.tapeline.access.Limit;
import io.tapeline.access.Scope;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request, and what a policy should say to it.
 *
 * @param line where it stands in its file
 */
record PolicyCase(int line, Asked asked, Expected expected) {

  /**
   * @param request as it is written: {@code GET /v1/prices/btc}
   * @param plan null for who comes without a key
   * @param scopes of the key
   * @param from where it comes from
   * @param rows its {@code limit}; null for all
   * @param things in the list that its cost is multiplied by
   */
  record Asked(
      String request,
      @Nullable String plan,
      Set<Scope> scopes,
      InetAddress from,
      @Nullable Long rows,
      long things) {

    String method() {
      return request.substring(0, request.indexOf(' '));
    }

    String path() {
      return request.substring(request.indexOf(' ') + 1);
    }

    /** For people: {@code GET /v1/prices with a key of free from 192.0.2.1}. */
    @Override
    public String toString() {
      return request
          + (plan == null ? " without a key" : " with a key of " + plan)
          + " from "
          + from.getHostAddress();
    }
  }

  /**
   * Null is whatever comes.
   *
   * @param limit its burst is whatever comes, too
   */
  record Expected(
      Admission verdict, @Nullable Long cost, @Nullable String group, @Nullable Limit limit) {}
}
