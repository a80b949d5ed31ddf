package io.tapeline.signing.app;

import io.smallrye.mutiny.Uni;
import io.tapeline.signing.PublicKey;
import java.util.List;

/** Public keys, so that those that signed once stay published. */
public interface PublicKeyStore {

  /** Adds those that are not there, and answers all there are. Fails without a database. */
  Uni<List<PublicKey>> keep(List<PublicKey> keys);
}
