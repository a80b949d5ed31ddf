package io.tapeline.chain.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The chain of the address is looked up first: once events flow, it is too late for a problem. */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@interface OfFollowedChain {}
