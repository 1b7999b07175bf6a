package peaberry.kernel.cell;

import java.util.function.Supplier;

/**
 * A variable of the notebook, as somebody who lists them sees it.
 *
 * @param type as in Java source, with simple names, such as {@code Map<String, Integer>}
 * @param cell the execution count of the cell that declared it with this type
 * @param value reads what it holds now
 */
public record Variable(String name, String type, int cell, Supplier<Object> value) {}
