package io.tapeline.chain.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What came since the last event is looked for first: once events flow, it is too late. */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@interface OfKeptEvents {}
