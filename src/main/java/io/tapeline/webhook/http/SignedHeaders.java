package io.tapeline.webhook.http;

import io.tapeline.http.ContentDigest;
import io.tapeline.http.structured.Bare;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.http.structured.Member.Inner;
import io.tapeline.http.structured.Member.Item;
import io.tapeline.signing.Message;
import io.tapeline.signing.Signed;
import io.tapeline.signing.SigningKey;
import io.tapeline.signing.Target;
import io.tapeline.signing.Wish;
import io.tapeline.webhook.app.Sender.Parcel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The headers of a delivery, signed with the key that signs answers: RFC 9421 over method, address,
 * digest and type of the body, and the delivery's id; and when that was.
 */
final class SignedHeaders {

  static final String DELIVERY = "Tapeline-Delivery";
  static final String EVENT = "Tapeline-Event";

  /** So that nothing else that this key signs can be shown as a delivery. */
  private static final String TAG = "tapeline-webhook";

  private static final Wish WISH =
      new Wish(
          "tapeline",
          new Inner(
              Stream.of(
                      "@method",
                      "@target-uri",
                      "content-digest",
                      "content-type",
                      DELIVERY.toLowerCase(Locale.ROOT),
                      EVENT.toLowerCase(Locale.ROOT))
                  .map(name -> new Item(new Bare.Text(name), Map.of()))
                  .toList(),
              Map.of("tag", new Bare.Text(TAG))));

  private SignedHeaders() {}

  static Map<String, String> of(Parcel parcel, byte[] body, SigningKey key, Instant at) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Tapeline-Webhook");
    headers.put(DELIVERY, parcel.id().toString());
    headers.put(EVENT, parcel.event());
    headers.put(ContentDigest.HEADER, ContentDigest.SHA_256.of(body));
    Signed signed =
        Signed.of(WISH, message(parcel, headers), key, at)
            .orElseThrow(() -> new IllegalStateException("all that is signed is there"));
    headers.put(
        "Signature-Input", new Dictionary(Map.of(signed.label(), signed.input())).toString());
    headers.put(
        "Signature",
        new Dictionary(Map.of(signed.label(), new Item(signed.signature(), Map.of()))).toString());
    return headers;
  }

  private static Message message(Parcel parcel, Map<String, String> headers) {
    Target target = Target.of("POST", parcel.url().toString());
    Map<String, String> small = new LinkedHashMap<>();
    headers.forEach((name, value) -> small.put(name.toLowerCase(Locale.ROOT), value));
    return (name, _) -> name.startsWith("@") ? target.component(name) : small.get(name);
  }
}
