package io.tapeline.chain.json.bitcoin;

import io.tapeline.chain.json.metric.MetricJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened in an interval by the kind of the chain. */
@Schema(
    name = "AnyChainMetric",
    description = "By the kind of the chain.",
    oneOf = {MetricJson.class, BitcoinMetricJson.class})
public interface AnyMetricJson {}
