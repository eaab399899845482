package org.ecall.jmh.report;

import java.util.List;

/**
 * A part of the report under a heading.
 *
 * @param id anchor in the page
 * @param title heading
 * @param text paragraphs under it
 * @param charts plots; Markdown has none
 * @param tables the same in numbers
 */
record Section(
    String id, String title, List<String> text, List<Chart> charts, List<Table> tables) {}
