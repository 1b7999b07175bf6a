/** Magics of the notebook's own, as IJava's notebooks add them. */
package io.github.spencerpark.jupyter.kernel.magic.registry;
