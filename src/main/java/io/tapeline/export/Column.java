package io.tapeline.export;

/** A column of a file, its type, and what it says in which unit. */
public record Column(String name, String type, String what) {}
