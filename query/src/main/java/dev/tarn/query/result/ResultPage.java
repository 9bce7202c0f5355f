package dev.tarn.query.result;

import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.services.athena.model.Row;

/** Some rows, and the offset of the rest when the page is full. */
record ResultPage(List<Row> rows, OptionalLong next) {}
