package dev.tarn.conformance.golden;

import java.util.List;

/**
 * An area: cases that share a database ({@code golden_<name>}), a prefix ({@code
 * s3://golden/<name>}) and a prelude.
 */
record GoldenFile(String name, List<Step> prelude, List<GoldenCase> cases) {}
