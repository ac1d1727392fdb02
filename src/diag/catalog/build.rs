//! Templates and the plan: what cannot be rendered, or has no place of its own.
