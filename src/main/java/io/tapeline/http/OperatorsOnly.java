package io.tapeline.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** For whoever runs the service. */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface OperatorsOnly {}
