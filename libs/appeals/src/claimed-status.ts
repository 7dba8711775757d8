import { CollateralClass } from '@mizan/decisions/collateral-finding.entity.js';

/** Who a person may say they are. */
export const COLLATERAL_CLASSES = Object.values(CollateralClass);
