package io.tapeline.http.receipt;

import io.tapeline.http.FilterOrder;
import io.tapeline.http.Receipt;
import io.tapeline.http.RequestStep;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Asks the question of a receipt again, in its own words: the same resource answers it as if it had
 * been asked, so that nothing can answer differently. A token that can't be read goes on to {@link
 * ReceiptsResource}.
 */
@Singleton
public class ReceiptReplay implements RequestStep {

  static final String PATH = "/v1/receipts/";

  private final Receipts receipts;

  @Inject
  public ReceiptReplay(Receipts receipts) {
    this.receipts = receipts;
  }

  @Override
  public FilterOrder order() {
    return FilterOrder.RECEIPTS;
  }

  @Override
  public boolean take(RoutingContext route) {
    String path = route.request().path();
    if (path == null || !path.startsWith(PATH) || !isRead(route) || asksMore(route)) {
      return true;
    }
    Optional<Receipt> receipt = receipts.read(path.substring(PATH.length()));
    receipt.ifPresent(known -> replay(route, known));
    return receipt.isEmpty();
  }

  private static void replay(RoutingContext route, Receipt receipt) {
    receipt.keepWith(route);
    route.request().headers().set(HttpHeaders.ACCEPT, receipt.accept());
    route.reroute(receipt.address());
  }

  private static boolean isRead(RoutingContext route) {
    HttpMethod method = route.request().method();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  /** A receipt answers one question; parameters would make another one of it. */
  private static boolean asksMore(RoutingContext route) {
    String query = route.request().query();
    return query != null && !query.isEmpty();
  }
}
