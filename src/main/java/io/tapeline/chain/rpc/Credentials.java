package io.tapeline.chain.rpc;

import io.smallrye.mutiny.Uni;
import io.tapeline.chain.app.NodeException;
import io.tapeline.chain.app.NodeFault;
import io.tapeline.chain.declared.ChainsConfig.NodeConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How we say to a node who asks. */
final class Credentials {

  private static final String HEADER = "Authorization";

  private final @Nullable String fixed;
  private final @Nullable String cookie;
  private final Vertx vertx;

  Credentials(NodeConfig config, Vertx vertx) {
    this.fixed =
        config
            .token()
            .map(token -> "Bearer " + token)
            .or(() -> config.user().map(user -> basic(user + ":" + password(config))))
            .orElse(null);
    this.cookie = config.cookie().orElse(null);
    this.vertx = vertx;
  }

  private static String password(NodeConfig config) {
    return config.password().orElse("");
  }

  private static String basic(String pair) {
    return "Basic "
        + Base64.getEncoder().encodeToString(pair.strip().getBytes(StandardCharsets.UTF_8));
  }

  /** A cookie's file is read each time: a node that starts anew writes another. */
  Uni<RequestOptions> on(RequestOptions options) {
    if (fixed != null) {
      options.putHeader(HEADER, fixed);
    }
    if (cookie == null) {
      return Uni.createFrom().item(options);
    }
    return Uni.createFrom()
        .completionStage(() -> vertx.fileSystem().readFile(cookie).toCompletionStage())
        .onFailure()
        .transform(_ -> new NodeException(NodeFault.REFUSED, "its cookie can't be read"))
        .map(pair -> options.putHeader(HEADER, basic(pair.toString(StandardCharsets.UTF_8))));
  }
}
