package io.tapeline.signal.inference;

import io.tapeline.signal.inference.ModelsConfig.ModelConfig;
import io.tapeline.signal.model.Model;
import java.net.URI;

/**
 * A model, and how its server is treated.
 *
 * @param url of the server, without a slash at its end
 */
record DeclaredModel(Model model, URI url, ModelConfig config) {}
