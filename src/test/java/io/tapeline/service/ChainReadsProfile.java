package io.tapeline.service;

/** As {@link ChainsProfile}, of a service that has not yet asked anybody. */
public final class ChainReadsProfile extends ChainsProfile {}
