export { default as remarkMath } from 'remark-math'
