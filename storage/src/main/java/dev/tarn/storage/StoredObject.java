package dev.tarn.storage;

/** An object without its bytes, with everything that is remembered of it. */
public record StoredObject(ObjectHead head, ObjectAttributes attributes) {}
