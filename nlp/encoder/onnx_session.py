"""Opens an ONNX graph to be run on one core: the one module that imports ONNX Runtime."""

from __future__ import annotations

from pathlib import Path

import onnxruntime

from corpus.errors import PipelineError


def open_session(file: Path) -> onnxruntime.InferenceSession:
    """Returns the session of a graph; raises PipelineError where it is missing or not to be read."""
    if not file.is_file():
        raise PipelineError(f"{file.parent}: no {file.name} in this folder; install stadspraat again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Sums in another order would give other last digits: nothing is left to chance.
    options.use_deterministic_compute = True
    # Memory of a long text is given back, not kept for the next one.
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(
            str(file),
            options,
            providers=["CPUExecutionProvider"],
            # The fused operator is five times slower than the two it stands for (ONNX Runtime 1.32).
            disabled_optimizers=["SkipLayerNormFusion"],
        )
    except Exception as error:  # ONNX Runtime's own exceptions have no base class but this
        raise PipelineError(f"{file}: not a graph to be run ({error}); install stadspraat again") from error
